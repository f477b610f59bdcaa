package io.tributary.extractors.azure.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates Azure's refusals, with advice for the user. */
final class Refusals {

    private static final String ROLES = "the application or identity needs a role that reads costs at this scope:"
            + " Cost Management Reader or Reader for subscriptions, resource groups and management groups;"
            + " EnrollmentReader for an Enterprise Agreement's billing account; Billing account reader or Billing"
            + " profile reader for a Microsoft Customer Agreement";
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_MESSAGE = 400;
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");

    private Refusals() {}

    /** Resource Manager says 401 or 403. */
    static SourceException denied(String object, Response response) {
        String hint = response.status() == 401
                ? "the token is not accepted here: do " + AzureConfig.CLOUD + " and " + AzureConfig.TENANT + " fit?"
                : ROLES;
        return new SourceException.Denied(object, describe(response) + "; " + hint, null);
    }

    /** A blob's host says 401 or 403. */
    static SourceException linkDenied(String object, Response response) {
        return new SourceException.Denied(
                object, describe(response) + "; the link has expired, or does not permit to read", null);
    }

    /** No token was issued. */
    static SourceException noToken(String object, Credentials.TokenException e) {
        return new SourceException.Denied(
                object,
                "there are no credentials for Azure: " + shortened(e.getMessage())
                        + "; set "
                        + String.join(", ", AzureConfig.CREDENTIALS, AzureConfig.TENANT, AzureConfig.CLIENT)
                        + " and " + AzureConfig.CLIENT_SECRET + ", or what the Azure SDK's default chain reads",
                e);
    }

    /** The status with its code and message, and the request id that Microsoft's support asks for. */
    static String describe(Response response) {
        StringBuilder text = new StringBuilder("Azure says ").append(response.status());
        String detail = detail(response);
        if (!detail.isEmpty()) {
            text.append(' ').append(detail);
        }
        response.header("x-ms-request-id")
                .ifPresent(id -> text.append(" (request ").append(shortened(id)).append(')'));
        return text.toString();
    }

    private static String detail(Response response) {
        String code = "";
        String message = "";
        try (JsonParser json = JSON.createParser(response.body())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "code".equalsIgnoreCase(json.currentName()) && code.isEmpty()) {
                    code = json.getText();
                }
                if (token == JsonToken.VALUE_STRING
                        && "message".equalsIgnoreCase(json.currentName())
                        && message.isEmpty()) {
                    message = json.getText();
                }
            }
        } catch (IOException e) {
            // Not JSON: Blob storage and proxies answer in other formats.
            Matcher xml = XML_CODE.matcher(new String(response.body(), StandardCharsets.UTF_8));
            return xml.find() ? xml.group(1) : "";
        }
        return shortened(message.isEmpty() ? code : code + ": " + message);
    }

    private static String shortened(String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
