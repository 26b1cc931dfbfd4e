@NullMarked
package org.petrascope.gige;

import org.jspecify.annotations.NullMarked;
