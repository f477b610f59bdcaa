package io.tributary.extractors.azure;

import java.net.URI;

/**
 * Azure's clouds, which share nothing.
 *
 * <p>Source: https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure and
 * https://learn.microsoft.com/azure/china/resources-developer-guide
 */
public enum AzureCloud {
    /** Azure's public cloud. */
    PUBLIC("https://management.azure.com/", "https://login.microsoftonline.com/"),
    /** Azure for the government of the United States. */
    USGOVERNMENT("https://management.usgovcloudapi.net/", "https://login.microsoftonline.us/"),
    /** Azure in China, operated by 21Vianet. */
    CHINA("https://management.chinacloudapi.cn/", "https://login.chinacloudapi.cn/");

    private final URI resourceManager;
    private final URI authority;

    AzureCloud(String resourceManager, String authority) {
        this.resourceManager = URI.create(resourceManager);
        this.authority = URI.create(authority);
    }

    /** Where Resource Manager is, and with it Cost Management. */
    public URI resourceManager() {
        return resourceManager;
    }

    /** Who issues tokens. */
    public URI authority() {
        return authority;
    }
}
