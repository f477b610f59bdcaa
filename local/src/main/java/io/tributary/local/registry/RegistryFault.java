package io.tributary.local.registry;

/** A request that is refused, as Confluent's API says it: an HTTP status, an error code and a message. */
final class RegistryFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    private RegistryFault(int status, int errorCode, String message) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    int status() {
        return status;
    }

    int errorCode() {
        return errorCode;
    }

    static RegistryFault subjectNotFound(String subject) {
        return new RegistryFault(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryFault versionNotFound(int version) {
        return new RegistryFault(404, 40402, "Version " + version + " not found.");
    }

    static RegistryFault schemaNotFound(String schema) {
        return new RegistryFault(404, 40403, "Schema " + schema + "not found");
    }

    static RegistryFault subjectSoftDeleted(String subject) {
        return new RegistryFault(
                404, 40404, "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
    }

    static RegistryFault subjectNotSoftDeleted(String subject) {
        return new RegistryFault(
                404, 40405, "Subject '" + subject + "' was not deleted first before being permanently deleted");
    }

    static RegistryFault versionSoftDeleted(String subject, int version) {
        return new RegistryFault(
                404,
                40406,
                "Subject '" + subject + "' Version " + version
                        + " was soft deleted. Set permanent=true to delete permanently");
    }

    static RegistryFault versionNotSoftDeleted(String subject, int version) {
        return new RegistryFault(
                404,
                40407,
                "Subject '" + subject + "' Version " + version
                        + " was not deleted first before being permanently deleted");
    }

    static RegistryFault noSubjectCompatibility(String subject) {
        return new RegistryFault(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryFault noSubjectMode(String subject) {
        return new RegistryFault(404, 40409, "Subject '" + subject + "' does not have subject-level mode configured");
    }

    static RegistryFault noSuchResource(String path) {
        return new RegistryFault(404, 404, "HTTP 404 Not Found: " + path);
    }

    static RegistryFault methodNotAllowed(String method, String path) {
        return new RegistryFault(405, 405, "HTTP 405 Method Not Allowed: " + method + " " + path);
    }

    static RegistryFault incompatible(String subject, String objections) {
        return new RegistryFault(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                        + "\", details: " + objections);
    }

    static RegistryFault unreadableRequest(String reason) {
        return new RegistryFault(400, 400, "Unreadable request: " + reason);
    }

    static RegistryFault invalidSchema(String reason) {
        return new RegistryFault(422, 42201, "Invalid schema: " + reason);
    }

    static RegistryFault invalidVersion(String version) {
        return new RegistryFault(
                422,
                42202,
                "The specified version '" + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
                        + " \"latest\"");
    }

    static RegistryFault invalidCompatibility(String level) {
        return new RegistryFault(
                422,
                42203,
                "Invalid compatibility level '" + level
                        + "'. Valid values are none, backward, forward, full, backward_transitive, forward_transitive,"
                        + " and full_transitive");
    }

    static RegistryFault invalidMode(String mode) {
        return new RegistryFault(422, 42204, "Invalid mode '" + mode + "'. Valid values are READWRITE and READONLY");
    }

    static RegistryFault readOnly(String subject) {
        return new RegistryFault(422, 42205, "Subject " + subject + " is in read-only mode");
    }

    static RegistryFault store(RuntimeException cause) {
        RegistryFault fault = new RegistryFault(500, 50001, "Error in the backend data store: " + cause.getMessage());
        fault.initCause(cause);
        return fault;
    }
}
