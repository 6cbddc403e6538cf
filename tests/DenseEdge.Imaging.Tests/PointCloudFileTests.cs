using System.Buffers.Binary;
using System.Text;
using DenseEdge.Contracts;

namespace DenseEdge.Imaging.Tests;

public sealed class PointCloudFileTests
{
    private static readonly CameraIntrinsics Camera = new(2, 4, 1, 0.5);

    private static readonly float[] Depth = [2, 0, float.NaN, 4, -1, float.PositiveInfinity];

    private static readonly byte[] Colors = [.. Enumerable.Range(1, 18).Select(i => (byte)i)];

    [Fact]
    public void Points_AreThoseWithADistance_ByThePinholeModel()
    {
        using TempFolder folder = new();

        int points = PointCloudFile.Write(folder.Of("a/cloud.ply"), new ReadOnlySpan2D<float>(Depth, 2, 3), Camera, Colors);

        Assert.Equal(2, points);
        byte[] file = File.ReadAllBytes(folder.Of("a/cloud.ply"));
        const string header =
            "ply\nformat binary_little_endian 1.0\ncomment x right, y down, z forward from the camera\nelement vertex 2\n"
            + "property float x\nproperty float y\nproperty float z\n"
            + "property uchar red\nproperty uchar green\nproperty uchar blue\nend_header\n";
        Assert.Equal(header, Encoding.ASCII.GetString(file, 0, header.Length));
        Assert.Equal(header.Length + (2 * 15), file.Length);

        // Pixel (0, 0): (0 − 1) · 2 / 2 and (0 − 0.5) · 2 / 4; pixel (0, 1): (0 − 1) · 4 / 2 and (1 − 0.5) · 4 / 4.
        Assert.Equal([-1, -0.25f, 2], Floats(file.AsSpan(header.Length), 3));
        Assert.Equal([1, 2, 3], file.AsSpan(header.Length + 12, 3).ToArray());
        Assert.Equal([-2, 0.5f, 4], Floats(file.AsSpan(header.Length + 15), 3));
        Assert.Equal([10, 11, 12], file.AsSpan(header.Length + 27, 3).ToArray());
    }

    [Fact]
    public void Points_WithNormals_HaveThemBetweenPlaceAndColour()
    {
        float[] normals = [.. Enumerable.Range(0, 18).Select(i => i / 32f)];

        byte[] file = PointCloudFile.Encode(new ReadOnlySpan2D<float>(Depth, 2, 3), Camera, Colors, normals, out int points);

        Assert.Equal(2, points);
        ReadOnlySpan<byte> second = file.AsSpan(file.Length - 27);
        Assert.Equal([-2, 0.5f, 4, 3 / 32f, 9 / 32f, 15 / 32f], Floats(second, 6));
        Assert.Equal([10, 11, 12], second[24..].ToArray());
        Assert.Contains(
            "property float z\nproperty float nx\nproperty float ny\nproperty float nz\nproperty uchar red\n",
            Encoding.ASCII.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Points_OfNoDistance_MakeAnEmptyCloud()
    {
        byte[] file = PointCloudFile.Encode(new ReadOnlySpan2D<float>(new float[6], 2, 3), Camera, Colors, [], out int points);

        Assert.Equal(0, points);
        Assert.EndsWith("end_header\n", Encoding.ASCII.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Intrinsics_ThatNoCameraHas_AreRefused_AndNoFileIsLeft()
    {
        using TempFolder folder = new();

        ArgumentException exception = Assert.Throws<ArgumentException>(() => PointCloudFile.Write(
            folder.Of("cloud.ply"), new ReadOnlySpan2D<float>(Depth, 2, 3), Camera with { FocalXPixels = 0 }, Colors));

        Assert.StartsWith("Expected finite intrinsics with focal lengths above 0 pixels", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Fact]
    public void Colours_OfAnotherSize_NameBoth()
        => Assert.Contains(
            "Expected 18 numbers for 3x2x3 pixels, got 17.",
            Assert.Throws<ArgumentException>(() => PointCloudFile.Encode(
                new ReadOnlySpan2D<float>(Depth, 2, 3), Camera, Colors.AsSpan(1), [], out _)).Message,
            StringComparison.Ordinal);

    private static float[] Floats(ReadOnlySpan<byte> bytes, int count)
    {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++)
        {
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
        }

        return floats;
    }
}
