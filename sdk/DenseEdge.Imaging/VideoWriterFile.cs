using DenseEdge.Contracts;
using OpenCvSharp;

namespace DenseEdge.Imaging;

/// <summary>Writes frames of one size to a video file: MPEG-4 in <c>.mp4</c>, motion JPEG in <c>.avi</c>.</summary>
public sealed class VideoWriterFile : IDisposable
{
    private readonly VideoWriter _writer;
    private readonly string _path;

    private VideoWriterFile(string path, VideoWriter writer, int height, int width)
    {
        _path = path;
        _writer = writer;
        Height = height;
        Width = width;
    }

    /// <summary>Height of every frame in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of every frame in pixels.</summary>
    public int Width { get; }

    /// <summary>Number of frames written so far.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Makes a video file; one that exists is replaced. Its folder is made if needed.</summary>
    /// <param name="path">The file, <c>.mp4</c> or <c>.avi</c>.</param>
    /// <param name="height">Height of every frame in pixels.</param>
    /// <param name="width">Width of every frame in pixels.</param>
    /// <param name="framesPerSecond">Above 0.</param>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="IOException">The file can't be written, or OpenCV lacks the codec.</exception>
    public static VideoWriterFile Create(string path, int height, int width, double framesPerSecond)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerSecond);
        FourCC codec = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".MP4" => FourCC.FromString("mp4v"),
            ".AVI" => FourCC.MJPG,
            string other => throw new ArgumentException(
                $"Expected a video file ending in .mp4 or .avi, got '{other}'.", nameof(path)),
        };

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var writer = new VideoWriter(path, codec, framesPerSecond, new Size(width, height));
        if (!writer.IsOpened())
        {
            writer.Dispose();
            throw new IOException(
                $"Video '{path}' can't be written: the folder is read-only, or OpenCV lacks the codec.");
        }

        return new VideoWriterFile(path, writer, height, width);
    }

    /// <summary>Appends a frame.</summary>
    /// <param name="frame">A frame of the file's size.</param>
    /// <exception cref="ArgumentException">The frame has another size.</exception>
    public void Write(Rgb24Image frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Height != Height || frame.Width != Width)
        {
            throw new ArgumentException(
                $"Expected frames of {Height}x{Width} pixels in '{_path}', got {frame.Height}x{frame.Width}.",
                nameof(frame));
        }

        using Mat mat = PixelBridge.ToMat(frame);
        _writer.Write(mat);
        FrameCount++;
    }

    /// <summary>Completes and closes the file.</summary>
    public void Dispose()
    {
        if (!_writer.IsDisposed)
        {
            _writer.Release();
            _writer.Dispose();
        }
    }
}
