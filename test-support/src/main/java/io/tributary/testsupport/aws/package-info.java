/** S3 and STS for tests, and directories of AWS reports. */
package io.tributary.testsupport.aws;
