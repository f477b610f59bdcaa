/** Sample bills of AWS: legacy CUR, CUR 2.0 and FOCUS exports of one generated bill. */
package io.tributary.samples.aws;
