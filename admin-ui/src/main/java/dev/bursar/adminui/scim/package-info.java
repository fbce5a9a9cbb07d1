@org.jspecify.annotations.NullMarked
package dev.bursar.adminui.scim;
