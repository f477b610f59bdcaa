/** What tests of every module share. */
package io.tributary.testsupport;
