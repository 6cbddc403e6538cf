using System.Collections;
using DenseEdge.Contracts;
using OpenCvSharp;

namespace DenseEdge.Imaging;

/// <summary>
/// Reads a video file, numbered image files (<c>frame_%04d.png</c>) or a stream's address, frame after frame. The
/// frames can
/// be walked through once; dispose of the object to close the file.
/// </summary>
public sealed class VideoFile : IEnumerable<Rgb24Image>, IDisposable
{
    private readonly VideoCapture _capture;

    private VideoFile(string path, VideoCapture capture)
    {
        Path = path;
        _capture = capture;
        FramesPerSecond = capture.Fps > 0 ? capture.Fps : null;
        FrameCount = capture.FrameCount > 0 ? capture.FrameCount : null;
        Height = capture.FrameHeight;
        Width = capture.FrameWidth;
    }

    /// <summary>The file or address that was opened.</summary>
    public string Path { get; }

    /// <summary>Frames per second; null if the source doesn't say.</summary>
    public double? FramesPerSecond { get; }

    /// <summary>
    /// Number of frames as the file's head tells it, which some formats only estimate; null if it doesn't say.
    /// </summary>
    public int? FrameCount { get; }

    /// <summary>Height of the frames in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of the frames in pixels.</summary>
    public int Width { get; }

    /// <summary>Opens a video.</summary>
    /// <param name="path">A file, numbered image files (<c>frame_%04d.png</c>) or a stream's address.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It can't be opened as a video; the message names it.</exception>
    public static VideoFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool isFile = !path.Contains("://", StringComparison.Ordinal) && !path.Contains('%', StringComparison.Ordinal);
        if (isFile && !File.Exists(path))
        {
            throw new FileNotFoundException($"Video '{path}' does not exist.", path);
        }

        var capture = new VideoCapture(path);
        if (!capture.IsOpened())
        {
            capture.Dispose();
            throw new InvalidDataException(
                $"'{path}' can't be opened as a video: it is no video file, or OpenCV lacks its codec.");
        }

        return new VideoFile(path, capture);
    }

    /// <summary>Reads the frames from where the last walk stopped.</summary>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public IEnumerator<Rgb24Image> GetEnumerator()
    {
        using var frame = new Mat();
        while (_capture.Read(frame) && !frame.Empty())
        {
            yield return PixelBridge.ToImage(frame);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Closes the file.</summary>
    public void Dispose() => _capture.Dispose();
}
