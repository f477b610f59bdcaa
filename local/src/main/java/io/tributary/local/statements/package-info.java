/**
 * What accounts were billed, as providers state it: reading such statements from the files that providers give, and
 * keeping them on their topic.
 */
package io.tributary.local.statements;
