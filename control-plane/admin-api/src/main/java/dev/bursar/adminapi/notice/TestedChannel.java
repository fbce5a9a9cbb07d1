package dev.bursar.adminapi.notice;

import org.jspecify.annotations.Nullable;

/** @param status of the receiver's answer; null where none came. @param message what went wrong; empty: delivered */
public record TestedChannel(boolean delivered, @Nullable Integer status, String message) {}
