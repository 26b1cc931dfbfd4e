/** GigE Vision line cameras through Aravis: open by address, stream, account for every frame. */
@NullMarked
package org.petrascope.gige;

import org.jspecify.annotations.NullMarked;
