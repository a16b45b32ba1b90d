/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-macros.h"

G_BEGIN_DECLS

/**
 * StrataSystem:
 *
 * A memory system: the unit of locking, transactions and byte order. Address spaces and regions
 * belong to one.
 */
typedef struct _StrataSystem StrataSystem;

/**
 * StrataOwner:
 *
 * Whose a region is, usually a device's: an opaque token with data of its own.
 */
typedef struct _StrataOwner StrataOwner;

/**
 * StrataRegion:
 *
 * A stretch of an address map: a container, memory, a device's registers, or a window on another
 * region. It keeps its kind for life.
 */
typedef struct _StrataRegion StrataRegion;

/**
 * StrataAddressSpace:
 *
 * What an initiator sees: a root region, from which the flat view is rendered.
 */
typedef struct _StrataAddressSpace StrataAddressSpace;

/**
 * StrataFlatView:
 *
 * Who answers at each address of a space: flat ranges in order. It never changes; each commit that
 * changes something makes a new one, which shares with it what stayed the same.
 */
typedef struct _StrataFlatView StrataFlatView;

/**
 * StrataInitiator:
 *
 * A handle for making accesses, for one thread: a CPU, a DMA device, a script, a person.
 */
typedef struct _StrataInitiator StrataInitiator;

/**
 * StrataListener:
 *
 * Who hears what each commit changes.
 */
typedef struct _StrataListener StrataListener;

/**
 * StrataRendering:
 *
 * The instances of a part of a hierarchy in the order in which they are tried, and who wins where.
 * It is a picture of one moment.
 */
typedef struct _StrataRendering StrataRendering;

/**
 * STRATA_SIZE_MAX:
 *
 * As a size: 2^64 bytes, a whole 64-bit address space. The size 2^64-1 cannot be expressed.
 */
#define STRATA_SIZE_MAX G_MAXUINT64

/**
 * STRATA_PAGE_SIZE:
 *
 * The unit of dirty logging, in bytes.
 */
#define STRATA_PAGE_SIZE 4096

/**
 * STRATA_PAGE_BITS:
 *
 * How many low bits of an address are the offset in its page.
 */
#define STRATA_PAGE_BITS 12

/**
 * StrataRange:
 * @first: the first address
 * @last: the last address, inclusive; never below @first
 *
 * A stretch of addresses that is not empty. Inclusive ends let it reach 2^64-1.
 */
typedef struct
{
  guint64 first;
  guint64 last;
} StrataRange;

/**
 * StrataRegionKind:
 * @STRATA_REGION_CONTAINER: holds subregions, has no content of its own
 * @STRATA_REGION_MMIO: answers accesses through callbacks
 * @STRATA_REGION_RAM: bytes that can be read and written
 * @STRATA_REGION_RAM_DEVICE: memory of a device: accessed in whole units only, never as bulk
 * @STRATA_REGION_ROM: bytes that can be read; writes are ignored
 * @STRATA_REGION_ROM_DEVICE: reads like ROM, or through callbacks while its ROM mode is off; writes
 *   always go to callbacks
 * @STRATA_REGION_ALIAS: shows a window of another region
 * @STRATA_REGION_IOMMU: translates each access
 * @STRATA_REGION_RESERVED: covers what lies behind it; nobody answers
 *
 * What a region is. It never changes.
 */
typedef enum
{
  STRATA_REGION_CONTAINER,
  STRATA_REGION_MMIO,
  STRATA_REGION_RAM,
  STRATA_REGION_RAM_DEVICE,
  STRATA_REGION_ROM,
  STRATA_REGION_ROM_DEVICE,
  STRATA_REGION_ALIAS,
  STRATA_REGION_IOMMU,
  STRATA_REGION_RESERVED,
} StrataRegionKind;

/**
 * StrataByteOrder:
 * @STRATA_NATIVE_ENDIAN: the byte order of the memory system
 * @STRATA_LITTLE_ENDIAN: lowest byte first
 * @STRATA_BIG_ENDIAN: highest byte first
 *
 * In which order the bytes of a value lie in memory.
 */
typedef enum
{
  STRATA_NATIVE_ENDIAN,
  STRATA_LITTLE_ENDIAN,
  STRATA_BIG_ENDIAN,
} StrataByteOrder;

/**
 * StrataResult:
 * @STRATA_OK: all went well
 * @STRATA_DEVICE_ERROR: the device said no
 * @STRATA_DECODE_ERROR: nobody answers there
 * @STRATA_ACCESS_ERROR: refused before the device saw it
 * @STRATA_READ_ONLY: the write was ignored
 *
 * How an access ended; the flags of all its parts or-ed together.
 */
typedef enum /*< flags >*/
{
  STRATA_OK = 0,
  STRATA_DEVICE_ERROR = 1 << 0,
  STRATA_DECODE_ERROR = 1 << 1,
  STRATA_ACCESS_ERROR = 1 << 2,
  STRATA_READ_ONLY = 1 << 3,
} StrataResult;

/**
 * StrataDirtyClients:
 * @STRATA_DIRTY_VGA: a display
 * @STRATA_DIRTY_CODE: a translator of guest code
 * @STRATA_DIRTY_MIGRATION: a copier of memory
 *
 * Who wants to know which pages were written.
 */
typedef enum /*< flags >*/
{
  STRATA_DIRTY_VGA = 1 << 0,
  STRATA_DIRTY_CODE = 1 << 1,
  STRATA_DIRTY_MIGRATION = 1 << 2,
} StrataDirtyClients;

/**
 * STRATA_N_DIRTY_CLIENTS:
 *
 * How many dirty clients there are.
 */
#define STRATA_N_DIRTY_CLIENTS 3

/**
 * STRATA_DIRTY_ALL:
 *
 * All dirty clients.
 */
#define STRATA_DIRTY_ALL (STRATA_DIRTY_VGA | STRATA_DIRTY_CODE | STRATA_DIRTY_MIGRATION)

/**
 * StrataAttrs:
 * @requester: the number of who asks, as on a bus; 0 if it has none
 * @secure: whether the access is a secure one
 * @debug: whether a person asks, not the machine
 *
 * What an access carries besides address and data.
 */
typedef struct
{
  guint32 requester;
  guint8 secure;
  guint8 debug;
} StrataAttrs;

/**
 * StrataMemoryError:
 * @STRATA_MEMORY_ERROR_HIERARCHY: the hierarchy does not allow it: a cycle, a region that is
 *   already in a container, a subregion of an alias, a region of another system
 * @STRATA_MEMORY_ERROR_LIMIT: a budget of the system would be exceeded
 * @STRATA_MEMORY_ERROR_BUSY: not possible from inside a listener or a device callback
 * @STRATA_MEMORY_ERROR_KIND: the region's kind does not have that
 * @STRATA_MEMORY_ERROR_RANGE: an address or size is out of range
 * @STRATA_MEMORY_ERROR_BACKING: the memory behind a region could not be had
 * @STRATA_MEMORY_ERROR_EVENTFD: there is no such eventfd, it is there already, or its descriptor is
 *   no good
 *
 * Why an edit or a constructor failed. A failed edit leaves everything as it was.
 */
typedef enum
{
  STRATA_MEMORY_ERROR_HIERARCHY,
  STRATA_MEMORY_ERROR_LIMIT,
  STRATA_MEMORY_ERROR_BUSY,
  STRATA_MEMORY_ERROR_KIND,
  STRATA_MEMORY_ERROR_RANGE,
  STRATA_MEMORY_ERROR_BACKING,
  STRATA_MEMORY_ERROR_EVENTFD,
} StrataMemoryError;

#define STRATA_MEMORY_ERROR (strata_memory_error_quark ())

STRATA_PUBLIC
GQuark strata_memory_error_quark (void);

STRATA_PUBLIC
const char *strata_region_kind_get_nick (StrataRegionKind kind);

STRATA_PUBLIC
char *strata_result_to_string (StrataResult result);

G_END_DECLS
