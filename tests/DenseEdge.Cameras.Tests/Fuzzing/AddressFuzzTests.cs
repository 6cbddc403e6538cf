using System.Text;
using DenseEdge.Cameras.Addresses;

namespace DenseEdge.Cameras.Tests.Fuzzing;

/// <summary>Damaged camera URIs are addresses or wrong arguments, and a message holds no password.</summary>
public sealed class AddressFuzzTests
{
    private const string Password = "s3cretw0rd";

    private static readonly string[] Uris =
    [
        "v4l2:///dev/video0?width=1280&height=720&fps=30&format=mjpeg", "csi://0?width=1920&height=1080&fps=60",
        $"rtsp://user:{Password}@192.168.1.20:554/live?latency=100ms&timeout=5s", "rtsps://camera.local/stream?protocol=tcp",
        "file:///videos/a%20b.mp4?loop=true&backend=opencv", "dir:///images?fps=10", "test://?width=640&height=480&fps=30&frames=60",
        "/dev/video0", "images/%06d.png", "C:\\videos\\a.avi",
    ];

    private static readonly string[] Pieces =
    [
        "://", "?", "&", "=", "%", "%00", "%zz", "#", "@", ":", "/", "\\", "..", "[::1]", "-1", "99999999999999999999", "1e400",
        "NaN", "\0", "\u00e9", "\ud83d\ude00", " ", "width", "fps=", "backend=", "timeout=0s",
    ];

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 500)]
    public void Parse_OfADamagedUri_ThrowsOnlyWhatItDocuments(int seed, int count) => Fuzz(seed, count);

    [Fact]
    [Trait("Category", "long")]
    public void Parse_OfAHundredThousandDamagedUris_ThrowsOnlyWhatItDocuments() => Fuzz(seed: 3, count: 100_000);

    private static void Fuzz(int seed, int count)
    {
        Random random = new(seed);
        int parsed = 0;
        for (int i = 0; i < count; i++)
        {
            string uri = Damaged(Uris[random.Next(Uris.Length)], random);
            Exception? exception = Record.Exception(() => CameraAddress.Parse(uri));
            parsed += exception is null ? 1 : 0;
            Assert.True(exception is null or ArgumentException, $"Seed {seed}, URI {i}, '{uri}': {exception}");
            bool isIntact = uri.StartsWith("rtsp://user:" + Password + "@", StringComparison.Ordinal);
            Assert.False(
                isIntact && exception?.Message.Contains(Password, StringComparison.Ordinal) == true,
                $"Seed {seed}, URI {i}, '{uri}': {exception?.Message}");
        }

        Assert.InRange(parsed, 1, count - 1);
    }

    private static string Damaged(string uri, Random random)
    {
        StringBuilder text = new(uri);
        for (int left = random.Next(1, 4); left > 0; left--)
        {
            int place = random.Next(text.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    text.Insert(place, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1:
                    text.Remove(place, Math.Min(random.Next(1, 9), text.Length - place));
                    break;
                case 2 when place < text.Length:
                    text[place] = (char)random.Next(1, 300);
                    break;
                default:
                    text.Insert(place, text.ToString(place, Math.Min(random.Next(1, 9), text.Length - place)));
                    break;
            }
        }

        return text.ToString();
    }
}
