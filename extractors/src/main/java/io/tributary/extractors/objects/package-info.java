/**
 * Stores of deliveries, whichever cloud wrote them: {@link io.tributary.extractors.objects.ObjectStore} lists objects
 * and opens them in a certain version. Knows no provider and no Kafka.
 */
package io.tributary.extractors.objects;
