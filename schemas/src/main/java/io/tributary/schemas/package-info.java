/**
 * The contracts between Tributary's applications: {@link io.tributary.schemas.Topics} names every topic, its key and
 * its value; the records are generated from the Avro schemas beside it. Knows neither application.
 */
package io.tributary.schemas;
