using System.Text;
using DenseEdge.Bundles.Layout;

namespace DenseEdge.Bundles.Tests.Layout;

/// <summary>Archives made to do harm: each is refused with what was expected and what was found.</summary>
public sealed class HostileTarTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/etc/passwd", '0', "an absolute path")]
    [InlineData("../outside", '0', "a path with '..'")]
    [InlineData("blobs/sha256/../../../outside", '0', "a path with '..'")]
    [InlineData("readme.txt", '0', "a name that no bundle has")]
    [InlineData("index.json", '1', "a hard link")]
    [InlineData("index.json", '2', "a symbolic link")]
    [InlineData("index.json", '3', "a device")]
    [InlineData("index.json", '6', "a pipe")]
    [InlineData("index.json", 'x', "a pax header")]
    [InlineData("index.json", 'L', "a GNU long name")]
    [InlineData("etc/", '5', "a folder")]
    public void Open_OfAnEntryThatNoBundleHas_RefusesIt(string name, char kind, string found)
    {
        InvalidDataException fault = Refused(Entry(name, kind, 0), End());

        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.At("hostile"), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfTheSameNameTwice_RefusesIt()
        => Assert.Contains(
            "'oci-layout' twice", Refused(
                Entry("oci-layout", '0', 0), Entry("oci-layout", '0', 0), End()).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OfASizeBeyondTheEnd_SaysTruncated()
        => Assert.Contains(
            "truncated", Refused(Entry("oci-layout", '0', 1 << 20), End()).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OfMoreEntriesThanAllowed_StopsThere()
    {
        byte[][] entries = [.. Enumerable.Range(0, 300).Select(i => Entry($"blobs/sha256/{i:x64}", '0', 0)), End()];

        Assert.Contains("at most 256 entries", Refused(entries).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAWrongChecksum_RefusesIt()
    {
        byte[] entry = Entry("oci-layout", '0', 0);
        entry[0] ^= 1;

        Assert.Contains("checksum", Refused(entry, End()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfBytesBehindTheEnd_RefusesIt()
        => Assert.Contains(
            "behind the end", Refused(End(), Encoding.ASCII.GetBytes(new string('x', 512))).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OfAnotherFile_SaysWhatItIsNot()
        => Assert.Contains(
            "ustar", Refused(new byte[512].Select(_ => (byte)7).ToArray(), End()).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OfAnEmptyArchive_MissesTheLayout()
        => Assert.Contains("'oci-layout', found none", Refused(End()).Message, StringComparison.Ordinal);

    private static byte[] End() => new byte[2 * TarHeader.BlockBytes];

    /// <summary>A header with any type flag, and its checksum made right.</summary>
    private static byte[] Entry(string name, char kind, long size)
    {
        byte[] header = TarHeader.Write(name, size);
        header[156] = (byte)kind;
        Encoding.ASCII.GetBytes("        ").CopyTo(header, 148);
        int sum = header.Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private InvalidDataException Refused(params byte[][] blocks)
    {
        File.WriteAllBytes(_folder.At("hostile"), [.. blocks.SelectMany(block => block)]);
        return Assert.Throws<InvalidDataException>(() => Bundle.Open(_folder.At("hostile")));
    }
}
