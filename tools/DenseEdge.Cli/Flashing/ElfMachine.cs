using System.Buffers.Binary;

namespace DenseEdge.Cli.Flashing;

/// <summary>Which processor a native Linux file is for.</summary>
internal static class ElfMachine
{
    // The file's head: magic number, then e_machine at byte 18 (System V ABI, ELF header).
    private const int HeadBytes = 20;
    private const int MachineOffset = 18;
    private static readonly byte[] Magic = [0x7f, (byte)'E', (byte)'L', (byte)'F'];

    private static readonly Dictionary<ushort, string> Names = new()
    {
        [3] = "i686",
        [40] = "armv7l",
        [62] = "x86_64",
        [183] = "aarch64",
        [243] = "riscv64",
    };

    /// <summary>Reads a file's head.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The processor as uname calls it; null if the file is no native one.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static string? Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[HeadBytes];
        if (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes || !head.AsSpan(0, 4).SequenceEqual(Magic))
        {
            return null;
        }

        ushort machine = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(MachineOffset));
        return Names.GetValueOrDefault(machine, $"processor {machine}");
    }
}
