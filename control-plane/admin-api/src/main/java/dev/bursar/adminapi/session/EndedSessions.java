package dev.bursar.adminapi.session;

/** @param ended how many went on until now */
public record EndedSessions(int ended) {}
