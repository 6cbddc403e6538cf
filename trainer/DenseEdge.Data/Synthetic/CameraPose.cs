using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Where the camera stands in the room (x right, y up, z forward, metres) and where it looks.</summary>
internal sealed class CameraPose
{
    /// <summary>Sets up a camera.</summary>
    /// <param name="position">The position in the room, in metres.</param>
    /// <param name="yaw">The direction, in radians from the room's z axis towards its x axis.</param>
    /// <param name="pitch">Upwards, in radians.</param>
    /// <param name="roll">Clockwise, in radians.</param>
    /// <param name="fieldOfView">The horizontal opening, in radians.</param>
    public CameraPose(Vector3 position, float yaw, float pitch, float roll, float fieldOfView)
    {
        Position = position;
        Yaw = yaw;
        HalfWidth = MathF.Tan(fieldOfView / 2);
        Forward = new Vector3(
            MathF.Sin(yaw) * MathF.Cos(pitch), MathF.Sin(pitch), MathF.Cos(yaw) * MathF.Cos(pitch));
        Vector3 level = new(MathF.Cos(yaw), 0, -MathF.Sin(yaw));
        Vector3 up = Vector3.Cross(Forward, level);
        Right = (level * MathF.Cos(roll)) - (up * MathF.Sin(roll));
        Down = -((up * MathF.Cos(roll)) + (level * MathF.Sin(roll)));
    }

    public Vector3 Position { get; }

    public float Yaw { get; }

    /// <summary>Half the width of the view at a depth of 1 m, in metres.</summary>
    public float HalfWidth { get; }

    public Vector3 Forward { get; }

    public Vector3 Right { get; }

    public Vector3 Down { get; }

    /// <summary>The ray through a point of the image, so long that its parameter is the depth along the optical
    /// axis.</summary>
    /// <param name="x">Column, in pixels; a pixel's centre lies at .5.</param>
    /// <param name="y">Row, in pixels.</param>
    /// <param name="height">Image height, in pixels.</param>
    /// <param name="width">Image width, in pixels.</param>
    public Vector3 Ray(float x, float y, int height, int width)
    {
        float perPixel = 2 * HalfWidth / width;
        return Forward + (Right * ((x - (width * 0.5f)) * perPixel)) + (Down * ((y - (height * 0.5f)) * perPixel));
    }

    /// <summary>Turns a direction of the room into the camera's frame: x right, y down, z forward.</summary>
    public Vector3 ToCamera(Vector3 direction) =>
        new(Vector3.Dot(direction, Right), Vector3.Dot(direction, Down), Vector3.Dot(direction, Forward));
}
