package io.tributary.samples.azure;

/**
 * A resource.
 *
 * @param group its resource group
 * @param name its name
 * @param id its ARM id in the letter case of the delivery; empty where there is none
 * @param location the region as rows spell it
 * @param tags the tags as a row spells them
 */
record Resource(String group, String name, String id, String location, String tags) {

    static final Resource NONE = new Resource("", "", "", "", "");
}
