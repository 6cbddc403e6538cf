using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Where a ray ends.</summary>
/// <param name="Distance">The ray's parameter.</param>
/// <param name="Surface">See <see cref="Synthetic.Surface"/>.</param>
/// <param name="Primitive">The shape within the piece; 0 on the room's sides.</param>
/// <param name="Normal">The unit normal, in the room, towards the ray's origin.</param>
internal readonly record struct Hit(float Distance, int Surface, int Primitive, Vector3 Normal);
