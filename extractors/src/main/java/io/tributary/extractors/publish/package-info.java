/** Puts pages and cursors on their topics in one transaction. Knows no provider. */
package io.tributary.extractors.publish;
