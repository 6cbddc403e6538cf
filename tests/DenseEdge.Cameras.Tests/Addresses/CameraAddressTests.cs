using DenseEdge.Cameras.Addresses;

namespace DenseEdge.Cameras.Tests.Addresses;

public sealed class CameraAddressTests
{
    [Fact]
    public void Parse_OfAV4l2Uri_ReadsDeviceAndWishes()
    {
        V4l2Address address = Assert.IsType<V4l2Address>(
            CameraAddress.Parse("v4l2:///dev/video2?width=1280&height=720&fps=29.97&format=mjpeg&timeout=3s&backend=opencv"));

        Assert.Equal("/dev/video2", address.Device);
        Assert.Equal(new CameraRequest(1280, 720, 29.97, CameraFormat.Mjpeg), address.Request);
        Assert.Equal(new LiveOptions(TimeSpan.FromSeconds(3), Reconnect: true), address.Live);
        Assert.Equal(CameraBackend.OpenCv, address.Backend);
    }

    [Theory]
    [InlineData("v4l2://3")]
    [InlineData("3")]
    [InlineData("/dev/video3")]
    public void Parse_OfAShorthand_MeansTheDevice(string uri)
        => Assert.Equal("/dev/video3", Assert.IsType<V4l2Address>(CameraAddress.Parse(uri)).Device);

    [Fact]
    public void Parse_OfACsiUri_ReadsSensorAndFlip()
    {
        CsiAddress address = Assert.IsType<CsiAddress>(CameraAddress.Parse("csi://1?width=1920&height=1080&fps=60&flip=2"));

        Assert.Equal((1, 2), (address.Sensor, address.Flip));
        Assert.Equal(new CameraRequest(1920, 1080, 60, null), address.Request);
    }

    [Fact]
    public void Parse_OfAnRtspUri_KeepsCredentialsApartAndSendsForeignOptionsOn()
    {
        RtspAddress address = Assert.IsType<RtspAddress>(CameraAddress.Parse(
            "rtsp://admin:s%40cret@10.0.0.7:8554/live?channel=1&latency=50&subtype=0&timeout=2s&transport=udp"));

        Assert.Equal("rtsp://10.0.0.7:8554/live?channel=1&subtype=0", address.Location);
        Assert.Equal(("admin", "s@cret"), (address.UserName, address.Password));
        Assert.Equal((TimeSpan.FromMilliseconds(50), true), (address.Latency, address.OverUdp));
        Assert.Equal(TimeSpan.FromSeconds(2), address.Live.Timeout);
        Assert.Equal("rtsp://admin:s%40cret@10.0.0.7:8554/live?channel=1&subtype=0", address.LocationWithCredentials);
    }

    [Theory]
    [InlineData("rtsp://admin:hunter2@host/live")]
    [InlineData("rtsp://admin:hunter2@host/live?channel=1&pwd=hunter2")]
    [InlineData("rtsp://admin:hun@ter2@host/live")]
    [InlineData("rtsp://admin:/hun/ter2@host/live")]
    public void Name_OfAnAddressWithAPassword_DoesNotHoldIt(string uri)
    {
        CameraAddress address = CameraAddress.Parse(uri);

        Assert.DoesNotContain("ter2", address.Name, StringComparison.Ordinal);
        Assert.DoesNotContain("ter2", address.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("rtsp://admin:***@host/live", address.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp://admin:hunter2@host/live?latncy=3&timeout=soon")]
    [InlineData("rtsp://admin:hunter2@/live")]
    [InlineData("http://admin:hunter2@host/live")]
    public void Parse_OfAFaultyUriWithAPassword_DoesNotPrintIt(string uri)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => CameraAddress.Parse(uri));

        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WithSeveralFaults_ListsAllOfThemAndWhatIsAllowed()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => CameraAddress.Parse("v4l2:///dev/video0?widht=3&height=0&fps=fast&format=h265&height=7&loop"));

        Assert.Equal(
            "Camera 'v4l2:///dev/video0?widht=3&height=0&fps=fast&format=h265&height=7&loop': 'height' is given twice; "
            + "expected loop=value, found 'loop'; expected rgb, bgr, yuyv, nv12, mjpeg for format, found 'h265'; "
            + "expected a whole number from 1 to 16384 for height, found '0'; "
            + "expected a number from 0.01 to 1000 for fps, found 'fast'; "
            + "unknown option 'widht'. Options of v4l2://: format, width, height, fps, timeout, reconnect, backend.",
            e.Message);
    }

    [Theory]
    [InlineData("rtsp://host/live?latncy=3", "did you mean 'latency'?")]
    [InlineData("rtsp://host/live?tiemout=3s", "did you mean 'timeout'?")]
    [InlineData("csi://front", "expected a sensor's number such as csi://0")]
    [InlineData("v4l2://front/door", "expected a device such as v4l2:///dev/video0")]
    [InlineData("file://video.mp4", "file:///path/video.mp4, or the path alone")]
    [InlineData("dir://images", "dir:///path, or the path alone")]
    [InlineData("test://?stall=5", "FIRST:COUNT for stall, found '5'")]
    [InlineData("test://?stall=5:6&fps=0", "expected fps above 0 beside stall")]
    [InlineData("test://pattern", "expected test:// or test://?options")]
    [InlineData("http://host/live", "expected v4l2://, csi://, rtsp://, rtsps://, file://, dir:// or test://, found 'http://'")]
    public void Parse_OfAFaultyUri_SaysWhatWasExpected(string uri, string message)
        => Assert.Contains(
            message, Assert.Throws<ArgumentException>(() => CameraAddress.Parse(uri)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("dir:///data/frame_%04d.png", "/data/frame_%04d.png")]
    [InlineData("dir:///data/%d.png", "/data/%d.png")]
    [InlineData("dir:///my%20data/%d0%b6", "/my data/ж")]
    [InlineData("/data/frame_%04d.png", "/data/frame_%04d.png")]
    public void Parse_OfNumberedImages_KeepsTheNotation(string uri, string path)
        => Assert.Equal(path, Assert.IsType<ImagesAddress>(CameraAddress.Parse(uri)).Path);

    [Fact]
    public void Parse_OfPlainPaths_GoesByWhatLiesThere()
    {
        string folder = Path.GetTempPath();

        Assert.IsType<ImagesAddress>(CameraAddress.Parse(folder));
        Assert.IsType<ImagesAddress>(CameraAddress.Parse("some/picture.JPG"));
        FileAddress file = Assert.IsType<FileAddress>(CameraAddress.Parse("/data/100%25 done.mp4?loop=1"));
        Assert.Equal(("/data/100%25 done.mp4", true), (file.Path, file.Loop));
    }

    // Documented exceptions only, whatever is written.
    [Theory]
    [InlineData(2_000)]
    public void Parse_OfMutatedUris_ThrowsArgumentExceptionsOnly(int count) => Fuzz(count);

    [Theory]
    [Trait("Category", "long")]
    [InlineData(100_000)]
    public void Parse_OfManyMutatedUris_ThrowsArgumentExceptionsOnly(int count) => Fuzz(count);

    private static void Fuzz(int count)
    {
        string[] seeds =
        [
            "v4l2:///dev/video0?width=1280&height=720&fps=30", "csi://0?flip=2", "rtsp://u:p@h:554/a?latency=10",
            "file:///a/b.mp4?loop=1", "dir:///a/%04d.png?fps=3", "test://?width=64&stall=3:4&drop=5", "0", "a.mp4",
        ];
        Random random = new(7);
        for (int i = 0; i < count; i++)
        {
            char[] uri = seeds[random.Next(seeds.Length)].ToCharArray();
            for (int edits = random.Next(1, 6); edits > 0; edits--)
            {
                uri[random.Next(uri.Length)] = (char)random.Next(1, 256);
            }

            try
            {
                Assert.NotNull(CameraAddress.Parse(new string(uri)));
            }
            catch (ArgumentException)
            {
                // Documented.
            }
        }
    }
}
