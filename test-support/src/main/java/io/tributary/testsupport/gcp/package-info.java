/** BigQuery and Cloud Storage for tests. */
package io.tributary.testsupport.gcp;
