/** Publishes what providers deliver as raw pages. */
package io.tributary.extractors;
