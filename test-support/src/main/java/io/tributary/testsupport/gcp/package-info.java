/** BigQuery for tests. */
package io.tributary.testsupport.gcp;
