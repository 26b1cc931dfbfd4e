/** Where files are sent: put once, get a range, list; an S3 server or a folder. */
@NullMarked
package org.petrascope.remote;

import org.jspecify.annotations.NullMarked;
