package dev.bursar.adminapi.budget;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param answer shown to whoever asked; null: nothing to say */
public record AnswerRequest(@Nullable @Size(max = 1000) String answer) {}
