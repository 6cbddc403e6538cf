using System.Globalization;
using System.Security.Cryptography;
using DenseEdge.Cameras;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Benching;

/// <summary>The frames that every measurement of a bench uses in turn. They lie in memory, so that no camera limits the
/// rate.</summary>
internal sealed class BenchFrames
{
    private const int Count = 8;
    private const int MadeHeight = 480;
    private const int MadeWidth = 640;
    private const int Seed = 7;

    private readonly Rgb24Image[] _images;

    private BenchFrames(Rgb24Image[] images, string source)
    {
        _images = images;
        Source = source;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Array.ForEach(images, image => hash.AppendData(image.Pixels));
        Digest = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Where the frames are from.</summary>
    public string Source { get; }

    /// <summary>SHA-256 of all pixels.</summary>
    public string Digest { get; }

    /// <summary>Height of the first frame in pixels.</summary>
    public int Height => _images[0].Height;

    /// <summary>Width of the first frame in pixels.</summary>
    public int Width => _images[0].Width;

    /// <summary>Gets a frame.</summary>
    /// <param name="index">From 0; after the last comes the first again.</param>
    public Rgb24Image this[int index] => _images[index % _images.Length];

    /// <summary>Makes frames: noise over a ramp, always the same.</summary>
    public static BenchFrames Make()
    {
        Random random = new(Seed);
        Rgb24Image[] images = new Rgb24Image[Count];
        for (int i = 0; i < Count; i++)
        {
            images[i] = new Rgb24Image(MadeHeight, MadeWidth);
            Span<byte> pixels = images[i].Pixels;
            for (int k = 0; k < pixels.Length; k++)
            {
                pixels[k] = (byte)((k / 3 % MadeWidth / 5) + random.Next(128));
            }
        }

        return new BenchFrames(images, string.Create(
            CultureInfo.InvariantCulture, $"{Count} made-up frames of {MadeHeight}x{MadeWidth} pixels"));
    }

    /// <summary>Takes frames of a camera into memory.</summary>
    /// <param name="camera">An open camera.</param>
    /// <exception cref="CameraException">No frame came.</exception>
    public static BenchFrames Take(Camera camera)
    {
        List<Rgb24Image> images = [];
        foreach (Frame frame in camera)
        {
            images.Add(new Rgb24Image(frame.Height, frame.Width, frame.Pixels.ToArray()));
            if (images.Count == Count)
            {
                break;
            }
        }

        return images.Count > 0
            ? new BenchFrames([.. images], $"{images.Count} frames of {camera.Name}")
            : throw new CameraException($"Camera '{camera.Name}': expected frames, got none.");
    }
}
