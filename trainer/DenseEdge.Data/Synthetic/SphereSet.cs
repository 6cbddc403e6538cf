using System.Numerics;
using System.Runtime.Intrinsics;

namespace DenseEdge.Data.Synthetic;

/// <summary>The bounding spheres of several pieces, tested eight at a time.</summary>
internal sealed class SphereSet
{
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _z;
    private readonly float[] _radius;

    public SphereSet(Piece[] pieces)
    {
        BlockCount = (pieces.Length + BlockSize - 1) / BlockSize;
        int padded = BlockCount * BlockSize;
        (_x, _y, _z, _radius) = (new float[padded], new float[padded], new float[padded], new float[padded]);

        // What pads the last block lies far away, where no ray of a room arrives.
        Array.Fill(_x, 1e6f);
        for (int i = 0; i < pieces.Length; i++)
        {
            (_x[i], _y[i], _z[i], _radius[i]) =
                (pieces[i].Center.X, pieces[i].Center.Y, pieces[i].Center.Z, pieces[i].Radius);
        }
    }

    /// <summary>The number of spheres in a block.</summary>
    public static int BlockSize => Vector256<float>.Count;

    /// <summary>The number of blocks.</summary>
    public int BlockCount { get; }

    /// <summary>Finds the spheres of one block that a ray may meet.</summary>
    /// <param name="block">The block.</param>
    /// <param name="origin">The ray's start.</param>
    /// <param name="direction">The ray's direction, of any length.</param>
    /// <param name="lengthSquared">The square of that length.</param>
    /// <param name="length">That length.</param>
    /// <param name="nearest">The ray's parameter beyond which nothing matters.</param>
    /// <returns>One bit per sphere, the lowest for the first.</returns>
    public uint Candidates(
        int block, Vector3 origin, Vector3 direction, float lengthSquared, float length, float nearest)
    {
        int start = block * BlockSize;
        Vector256<float> x = Vector256.Create(_x.AsSpan(start)) - Vector256.Create(origin.X);
        Vector256<float> y = Vector256.Create(_y.AsSpan(start)) - Vector256.Create(origin.Y);
        Vector256<float> z = Vector256.Create(_z.AsSpan(start)) - Vector256.Create(origin.Z);
        Vector256<float> radius = Vector256.Create(_radius.AsSpan(start));
        Vector256<float> along = (x * direction.X) + (y * direction.Y) + (z * direction.Z);
        Vector256<float> off = (((x * x) + (y * y) + (z * z)) * lengthSquared) - (along * along);
        Vector256<float> reach = radius * length;
        Vector256<float> met = Vector256.LessThanOrEqual(off, reach * reach)
            & Vector256.GreaterThan(along + reach, Vector256<float>.Zero)
            & Vector256.LessThan(along - reach, Vector256.Create(nearest * lengthSquared));
        return met.ExtractMostSignificantBits();
    }
}
