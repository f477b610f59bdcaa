/** Blob storage and Cost Management for tests, and directories of Azure exports. */
package io.tributary.testsupport.azure;
