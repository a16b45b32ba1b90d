/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Logged accesses as text */

#include "strata.h"

static const StrataAccess accesses[] = {
  { 7, 1500, 44, 0xb8000, 0x10, 2, 0x1234, "cpu, \"0\"", "memory", "vga", STRATA_OK, TRUE, TRUE },
  { 8, 2500, 0, 0x70, 0, 1, 0x5, "=cmd", "I/O", NULL, STRATA_DECODE_ERROR, FALSE, FALSE },
  { 9, 0, 0, 0x1000, 0, 4096, 0x55, "dma", "memory", "ram", STRATA_OK, TRUE, FALSE },
  { 10, 0, 0, 0x20, 0, 8, 1, "dma", "my\nspace", "ram", STRATA_OK, TRUE, FALSE },
};

static void
test_csv (void)
{
  GString *text = g_string_new (NULL);

  strata_access_text_begin_csv (text);
  strata_access_text_add_csv (text, &accesses[0]);
  strata_access_text_add_csv (text, &accesses[1]);
  g_assert_cmpstr (
    text->str, ==,
    "number,time_ns,board_time_ns,initiator,space,address,region,offset,size,access,value,result,"
    "watched\r\n"
    "7,1500,44,\"cpu, \"\"0\"\"\",\"memory\",0xb8000,\"vga\",0x10,2,write,0x1234,\"ok\",1\r\n"
    "8,2500,0,\"'=cmd\",\"I/O\",0x70,\"\",,1,read,0x5,\"decode-error\",0\r\n");
  g_string_free (text, TRUE);
}

static void
test_qtest (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (accesses); i++)
    strata_access_text_add_qtest (text, &accesses[i]);
  g_assert_cmpstr (text->str, ==,
                   "writew 0xb8000 0x1234\n"
                   "inb 0x70 # 0x5\n"
                   "# write of 4096 bytes at 0x1000 of memory\n"
                   "# write of 8 bytes at 0x20 of my\\nspace\n");
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/guest/access-text/csv", test_csv);
  g_test_add_func ("/strata/guest/access-text/qtest", test_qtest);
  return g_test_run ();
}
