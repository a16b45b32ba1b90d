#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A board made in Python: RAM, a ROM that covers part of it, and a device whose registers are Python.

The device, a counter, has two 32-bit registers, little endian:
  +0 COUNT  each read returns the count and adds 1; a write sets it
  +4 ID     0x53545241; read-only: a write is a device error
"""
import gi
gi.require_version("Strata", "0")
from gi.repository import Strata

LITTLE = Strata.ByteOrder.LITTLE_ENDIAN


class Counter:
    ID = 0x53545241

    def __init__(self, system):
        self.count = 0
        whole = Strata.ValidAccess()
        whole.min = whole.max = 4
        self.region = Strata.Region.new_mmio(
            system, None, "counter", 8, LITTLE, whole, read=self.read, write=self.write, peek=self.peek)

    def peek(self, region, offset, size, *_):
        return True, self.ID if offset == 4 else self.count

    def read(self, region, offset, size, *_):
        answer = self.peek(region, offset, size)
        if offset == 0:
            self.count += 1
        return answer

    def write(self, region, offset, size, value, *_):
        if offset == 4:
            return False
        self.count = value
        return True


def make_board():
    board = Strata.Board.new(LITTLE)
    board.set_title("A board made in Python")
    system = board.get_system()
    root = Strata.Region.new_container(system, None, "system", 1 << 32)
    ram = Strata.Region.new_ram(system, None, "ram", 0x10000)
    rom = Strata.Region.new_rom(system, None, "rom", 0x1000)
    counter = Counter(system)
    root.add_subregion(0, ram)
    root.add_subregion_overlap(0xf000, rom, 1)
    root.add_subregion(0x4000_0000, counter.region)
    for name, region in (("system", root), ("ram", ram), ("rom", rom), ("counter", counter.region)):
        board.add_region(name, region)
    board.add_address_space(Strata.AddressSpace.new(system, "memory", root))
    return board, counter


def main():
    board, counter = make_board()
    space = board.get_default_address_space()
    script = Strata.Initiator.new(space, "script")

    print(board.get_system().flat_to_string())

    for _ in range(3):
        result, value = script.load(0x4000_0000, 4, LITTLE)
        print("COUNT reads as", value)
    peeked, states = script.peek(0x4000_0000, 8)
    print("peek changes nothing:", peeked.get_data().hex(" ", 4), "and the count is", counter.count)
    print("a write to ID:", Strata.result_to_string(script.store(0x4000_0004, 4, LITTLE, 1)))
    print("a read of 2 bytes:", Strata.result_to_string(script.load(0x4000_0000, 2, LITTLE)[0]))
    print("nobody at 0x20000000:", Strata.result_to_string(script.load(0x2000_0000, 4, LITTLE)[0]))

    print("a write across the edge:", Strata.result_to_string(script.write(0xeffc, b"RAM ROM ")))
    data, result = script.read(0xeffc, 8)
    print("what is there then:", data.get_data(), Strata.result_to_string(result))
    script.park()


if __name__ == "__main__":
    main()
