package io.tributary.extractors.azure;

import io.tributary.extractors.InputForm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** The inputs that the Azure source reads, besides directories. */
final class AzureInputs {

    /** The prefix of a container in Blob storage. */
    static final InputForm BLOB = new InputForm(
            List.of("https://", "http://"),
            "https://account.blob.core.windows.net/container/prefix",
            "https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX",
            "Azure exports",
            false,
            AzureInputs::problemOfBlob);

    /** Billing scopes, read through Cost Management's interfaces. */
    static final InputForm COST_MANAGEMENT = new InputForm(
            List.of(ApiSource.SCHEME),
            "azure://scope",
            "azure://SCOPE",
            "what Azure Cost Management says of a billing scope",
            false,
            AzureInputs::problemOfScopes);

    private AzureInputs() {}

    private static Optional<String> problemOfBlob(String input) {
        if (input.contains("?")) {
            return Optional.of("has a query: expected a URL without one, and a shared access signature in "
                    + AzureConfig.SAS_TOKEN);
        }
        String expected = "a URL like https://account.blob.core.windows.net/container/prefix";
        try {
            URI uri = new URI(input.replace(" ", "%20"));
            if (uri.getUserInfo() != null) {
                return Optional.of("has a user in it: expected " + expected);
            }
            return InputForm.problemUnless(
                    uri.getHost() != null
                            && uri.getPath() != null
                            && uri.getPath().matches("/+[^/].*"),
                    input,
                    expected);
        } catch (URISyntaxException e) {
            return Optional.of("is no URL (" + e.getReason() + "): expected " + expected);
        }
    }

    private static Optional<String> problemOfScopes(String input) {
        for (String scope : input.substring(ApiSource.SCHEME.length()).split(",", -1)) {
            try {
                BillingScope.of(scope);
            } catch (IllegalArgumentException e) {
                return Optional.of("is " + input + ": expected after " + ApiSource.SCHEME + " " + BillingScope.EXPECTED
                        + ", or several with commas between them");
            }
        }
        return Optional.empty();
    }
}
