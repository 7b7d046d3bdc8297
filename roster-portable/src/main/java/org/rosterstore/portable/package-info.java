/**
 * XEP-0227 import and export: {@link org.rosterstore.portable.Xep0227Reader} and
 * {@link org.rosterstore.portable.Xep0227Writer} for the files, {@link org.rosterstore.portable.RosterImport} and
 * {@link org.rosterstore.portable.RosterExport} for the store at the other end.
 *
 * <p>And readers of what other software keeps for itself: {@link org.rosterstore.portable.ProsodyDataReader},
 * {@link org.rosterstore.portable.SmackDirectoryReader}, {@link org.rosterstore.portable.AioxmppJsonReader} and
 * {@link org.rosterstore.portable.SleekRedisReader}. All readers judge items, requests and versions by the same rules.
 */
package org.rosterstore.portable;
