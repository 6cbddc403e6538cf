namespace DenseEdge.Cameras.Tests;

public sealed class CameraGrantTests
{
    [Fact]
    public void DifferencesFrom_AnotherRequest_ListsEach()
    {
        CameraGrant grant = new(640, 480, 15, "MJPEG", "GStreamer 1.22.0");

        Assert.Equal(
            ["asked for 1280x720 pixels, got 640x480", "asked for 30 fps, got 15", "asked for YUY2, got MJPEG"],
            grant.DifferencesFrom(new CameraRequest(1280, 720, 30, CameraFormat.Yuyv)));
        Assert.Empty(grant.DifferencesFrom(new CameraRequest(640, null, 15.1, CameraFormat.Mjpeg)));
        Assert.Equal("640x480, 15 fps, MJPEG, GStreamer 1.22.0", grant.ToString());
    }
}
