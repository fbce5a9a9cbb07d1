package dev.bursar.adminapi.audit;

/** @param rootHash base64 of the RFC 6962 root over the first {@code size} entries */
public record AuditHead(long size, String rootHash) {}
