using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>Point clouds as binary PLY files, which MeshLab, CloudCompare, Blender and Open3D read.</summary>
/// <remarks>G. Turk, The PLY Polygon File Format, Stanford University, 1994: a text header, then a record per vertex.</remarks>
public static class PointCloudFile
{
    private const int PointBytes = 15;
    private const int NormalBytes = 12;

    /// <summary>Writes a point for every pixel that has a distance: x right, y down, z forward from the camera, in the distances'
    /// unit.</summary>
    /// <param name="path">The file, .ply; one that exists is replaced as a whole.</param>
    /// <param name="depth">Distances along the optical axis; 0, negative and not finite ones are left out.</param>
    /// <param name="camera">The camera that sees the map; see <see cref="CameraIntrinsics.ForOutput"/>.</param>
    /// <param name="colors">[H, W, 3] bytes of the map's size, red first.</param>
    /// <param name="normals">[3, H, W]: all x, all y, all z, of the map's size; empty for none.</param>
    /// <returns>Number of points.</returns>
    /// <exception cref="ArgumentException">Sizes differ, or the intrinsics are none; the message names both sides.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static int Write(
        string path, ReadOnlySpan2D<float> depth, CameraIntrinsics camera, ReadOnlySpan<byte> colors,
        ReadOnlySpan<float> normals = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] file = Encode(depth, camera, colors, normals, out int points);
        AtomicFile.Write(path, stream => stream.Write(file));
        return points;
    }

    /// <summary>Makes the file's bytes; see <see cref="Write"/>.</summary>
    internal static byte[] Encode(
        ReadOnlySpan2D<float> depth, CameraIntrinsics camera, ReadOnlySpan<byte> colors, ReadOnlySpan<float> normals,
        out int points)
    {
        Require(depth, camera, colors, normals);
        points = MeasuredDepth.Count(depth, new PixelRectangle(0, 0, depth.Width, depth.Height));
        byte[] header = Encoding.ASCII.GetBytes(Header(points, !normals.IsEmpty));
        int pointBytes = PointBytes + (normals.IsEmpty ? 0 : NormalBytes);
        byte[] file = new byte[checked(header.Length + (points * pointBytes))];
        header.CopyTo(file, 0);
        Span<byte> rest = file.AsSpan(header.Length);
        for (int y = 0; y < depth.Height; y++)
        {
            ReadOnlySpan<float> row = depth.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (MeasuredDepth.IsMeasured(row[x]))
                {
                    WritePoint(rest, camera.Unproject(new PixelPoint(x, y), row[x]), normals, colors, (y * depth.Width) + x);
                    rest = rest[pointBytes..];
                }
            }
        }

        return file;
    }

    private static string Header(int points, bool hasNormals)
    {
        string normals = hasNormals ? "property float nx\nproperty float ny\nproperty float nz\n" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ply
            format binary_little_endian 1.0
            comment x right, y down, z forward from the camera
            element vertex {points}
            property float x
            property float y
            property float z
            {normals}property uchar red
            property uchar green
            property uchar blue
            end_header

            """);
    }

    private static void WritePoint(
        Span<byte> target, (double X, double Y, double Z) point, ReadOnlySpan<float> normals, ReadOnlySpan<byte> colors, int pixel)
    {
        BinaryPrimitives.WriteSingleLittleEndian(target, (float)point.X);
        BinaryPrimitives.WriteSingleLittleEndian(target[4..], (float)point.Y);
        BinaryPrimitives.WriteSingleLittleEndian(target[8..], (float)point.Z);
        target = target[12..];
        if (!normals.IsEmpty)
        {
            int plane = normals.Length / 3;
            BinaryPrimitives.WriteSingleLittleEndian(target, normals[pixel]);
            BinaryPrimitives.WriteSingleLittleEndian(target[4..], normals[plane + pixel]);
            BinaryPrimitives.WriteSingleLittleEndian(target[8..], normals[(2 * plane) + pixel]);
            target = target[NormalBytes..];
        }

        colors.Slice(3 * pixel, 3).CopyTo(target);
    }

    private static void Require(
        ReadOnlySpan2D<float> depth, CameraIntrinsics camera, ReadOnlySpan<byte> colors, ReadOnlySpan<float> normals)
    {
        if (!camera.IsValid)
        {
            throw new ArgumentException(
                $"Expected finite intrinsics with focal lengths above 0 pixels, got {camera}.", nameof(camera));
        }

        Planes.Check(colors.Length, depth.Height, depth.Width, 3, nameof(colors));
        if (!normals.IsEmpty)
        {
            Planes.Check(normals.Length, depth.Height, depth.Width, 3, nameof(normals));
        }
    }
}
