/**
 * The clean view: every live cost record as files. Start at {@link io.tributary.local.view.CleanView}.
 */
package io.tributary.local.view;
