/**
 * XEP-0227 import and export: {@link org.rosterstore.portable.Xep0227Reader} and
 * {@link org.rosterstore.portable.Xep0227Writer} for the files, {@link org.rosterstore.portable.RosterImport} and
 * {@link org.rosterstore.portable.RosterExport} for the store at the other end.
 */
package org.rosterstore.portable;
