/** An HTTP server for tests that fails on request. */
package io.tributary.testsupport.http;
