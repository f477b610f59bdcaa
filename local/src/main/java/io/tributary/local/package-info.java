/** Everything in one JVM, and the tributary command. */
package io.tributary.local;
