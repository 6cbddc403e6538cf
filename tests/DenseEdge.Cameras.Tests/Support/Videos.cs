using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Cameras.Tests.Support;

/// <summary>Small videos, written through OpenCV.</summary>
internal static class Videos
{
    /// <summary>Writes frames of one grey each: 20, 50, 80, ...</summary>
    public static string WriteGreys(string path, int count)
    {
        using VideoWriterFile writer = VideoWriterFile.Create(path, 48, 64, 20);
        for (int i = 0; i < count; i++)
        {
            var frame = new Rgb24Image(48, 64);
            frame.Pixels.Fill((byte)(20 + (30 * i)));
            writer.Write(frame);
        }

        return path;
    }
}
