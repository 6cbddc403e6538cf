namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>Changes of files that nobody should make.</summary>
internal static class Bytes
{
    /// <summary>Flips one bit of the last place where some bytes stand.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pattern">The bytes.</param>
    public static void Flip(string path, ReadOnlySpan<byte> pattern)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = bytes.AsSpan().LastIndexOf(pattern);
        Assert.True(at >= 0, $"{path}: the bytes to change are not there.");
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
