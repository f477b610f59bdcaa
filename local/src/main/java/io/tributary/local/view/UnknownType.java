package io.tributary.local.view;

/**
 * A line item type that Tributary does not know, on live records.
 *
 * @param dataSet the data set that the records were read from
 * @param type the type as delivered
 * @param records how many records have it
 */
public record UnknownType(String dataSet, String type, long records) {}
