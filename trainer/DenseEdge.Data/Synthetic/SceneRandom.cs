using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>The draws that a room is planned with: splitmix64, since <see cref="Random"/> may change between
/// releases.</summary>
internal sealed class SceneRandom(int seed)
{
    private ulong _state = (ulong)(uint)seed;

    /// <summary>Spreads a number over all 64 bits (Steele, Lea and Flood, OOPSLA 2014).</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    /// <summary>Draws from 0 up to, not including, 1.</summary>
    public float Unit()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            return (Mix(_state) >> 40) * (1f / (1 << 24));
        }
    }

    /// <summary>Draws between two numbers.</summary>
    public float Between(float low, float high) => low + (Unit() * (high - low));

    /// <summary>Draws a whole number below a bound.</summary>
    public int Below(int bound) => (int)(Unit() * bound);

    /// <summary>Tells whether something of this probability happens.</summary>
    public bool Happens(float probability) => Unit() < probability;

    /// <summary>Draws one of several things.</summary>
    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>Draws a colour near one of several, given as 0xRRGGBB in sRGB.</summary>
    /// <returns>Linear red, green and blue.</returns>
    public Vector3 Color(params ReadOnlySpan<int> choices)
    {
        Vector3 color = LinearColor.FromHex(Pick(choices));
        float brightness = Between(0.82f, 1.15f);
        Vector3 tint = new(Between(0.95f, 1.05f), Between(0.95f, 1.05f), Between(0.95f, 1.05f));
        return Vector3.Min(color * tint * brightness, new Vector3(0.92f));
    }
}
