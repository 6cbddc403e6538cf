using System.IO.Compression;

namespace DenseEdge.Imaging.Tests;

public sealed class NpzFileTests
{
    [Fact]
    public void Read_OfAnArchive_GivesEveryArrayUnderItsName()
    {
        using TempFolder folder = new();
        string path = Archive(folder, ("in/photo_+20.7", [1, 2, 3]), ("out", [4]));

        IReadOnlyDictionary<string, NpyArray> arrays = NpzFile.Read(path);

        Assert.Equal(["in/photo_+20.7", "out"], arrays.Keys);
        Assert.Equal([1f, 2, 3], arrays["in/photo_+20.7"].ToSingles());
    }

    [Fact]
    public void Read_WithOneByteChanged_NamesTheMember()
    {
        using TempFolder folder = new();
        string path = Archive(folder, ("first", [1, 2, 3]), ("second", [1.5f, 2.5f]));
        byte[] file = File.ReadAllBytes(path);
        int place = file.AsSpan().LastIndexOf(BitConverter.GetBytes(2.5f));
        file[place] ^= 1;
        File.WriteAllBytes(path, file);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => NpzFile.Read(path));

        Assert.Contains("second.npy", e.Message, StringComparison.Ordinal);
        Assert.Contains("checksum", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(200)]
    public void Read_OfACutFile_SaysThatItIsDamaged(int length)
    {
        using TempFolder folder = new();
        string path = Archive(folder, ("first", [1, 2, 3]), ("second", [1.5f, 2.5f]));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => NpzFile.Read(path));

        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithAnotherMember_NamesIt()
    {
        using TempFolder folder = new();
        string path = folder.Of("a.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.CreateEntry("readme.txt");
        }

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => NpzFile.Read(path));

        Assert.Contains("readme.txt", e.Message, StringComparison.Ordinal);
    }

    private static string Archive(TempFolder folder, params (string Name, float[] Values)[] arrays)
    {
        string path = folder.Of("a.npz");
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, float[] values) in arrays)
        {
            NpyFile.Write(folder.Of("member.npy"), values, values.Length);
            archive.CreateEntryFromFile(folder.Of("member.npy"), name + ".npy", CompressionLevel.NoCompression);
        }

        return path;
    }
}
