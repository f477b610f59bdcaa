/**
 * FOCUS's rules for the Cost and Usage data set as data, and a check of records against them. The rules, their sections
 * in the specification, and the gaps that a provider's data leaves stand in the {@code focus-1.4-*.tsv} files beside.
 */
package io.tributary.schemas.focus;
