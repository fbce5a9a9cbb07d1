package dev.bursar.adminapi.catalog;

/** @param baseUrl empty where the host has no OpenAI-compatible address */
public record CatalogHost(String host, String baseUrl, int models) {}
