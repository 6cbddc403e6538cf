namespace TorchSharp;

/// <content>Modules with a typed forward.</content>
public static partial class torch
{
    /// <content>Modules with a typed forward.</content>
    public static partial class nn
    {
        /// <summary>A module whose forward takes one argument.</summary>
        /// <typeparam name="T">The type of an input.</typeparam>
        /// <typeparam name="TResult">The type of the result.</typeparam>
        public abstract class Module<T, TResult> : Module
        {
            /// <summary>A module without parts.</summary>
            /// <param name="name">The module's name.</param>
            protected Module(string name)
                : base(name)
            {
            }

            private protected Module(string name, bool componentsRegistered)
                : base(name, componentsRegistered)
            {
            }

            /// <summary>What the module computes.</summary>
            /// <param name="input">An input.</param>
            /// <returns>The result.</returns>
            public abstract TResult forward(T input);

            /// <summary>Calls <see cref="forward"/>.</summary>
            /// <param name="input">An input.</param>
            /// <returns>The result.</returns>
            public TResult call(T input) => forward(input);
        }

        /// <summary>A module whose forward takes two arguments.</summary>
        /// <typeparam name="T1">The type of an input.</typeparam>
        /// <typeparam name="T2">The type of an input.</typeparam>
        /// <typeparam name="TResult">The type of the result.</typeparam>
        public abstract class Module<T1, T2, TResult> : Module
        {
            /// <summary>A module without parts.</summary>
            /// <param name="name">The module's name.</param>
            protected Module(string name)
                : base(name)
            {
            }

            private protected Module(string name, bool componentsRegistered)
                : base(name, componentsRegistered)
            {
            }

            /// <summary>What the module computes.</summary>
            /// <param name="input1">An input.</param>
            /// <param name="input2">An input.</param>
            /// <returns>The result.</returns>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Calls <see cref="forward"/>.</summary>
            /// <param name="input1">An input.</param>
            /// <param name="input2">An input.</param>
            /// <returns>The result.</returns>
            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }

        /// <summary>A module whose forward takes three arguments.</summary>
        /// <typeparam name="T1">The type of an input.</typeparam>
        /// <typeparam name="T2">The type of an input.</typeparam>
        /// <typeparam name="T3">The type of an input.</typeparam>
        /// <typeparam name="TResult">The type of the result.</typeparam>
        public abstract class Module<T1, T2, T3, TResult> : Module
        {
            /// <summary>A module without parts.</summary>
            /// <param name="name">The module's name.</param>
            protected Module(string name)
                : base(name)
            {
            }

            private protected Module(string name, bool componentsRegistered)
                : base(name, componentsRegistered)
            {
            }

            /// <summary>What the module computes.</summary>
            /// <param name="input1">An input.</param>
            /// <param name="input2">An input.</param>
            /// <param name="input3">An input.</param>
            /// <returns>The result.</returns>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Calls <see cref="forward"/>.</summary>
            /// <param name="input1">An input.</param>
            /// <param name="input2">An input.</param>
            /// <param name="input3">An input.</param>
            /// <returns>The result.</returns>
            public TResult call(T1 input1, T2 input2, T3 input3) => forward(input1, input2, input3);
        }

        /// <summary>A module whose forward takes four arguments.</summary>
        /// <typeparam name="T1">The type of an input.</typeparam>
        /// <typeparam name="T2">The type of an input.</typeparam>
        /// <typeparam name="T3">The type of an input.</typeparam>
        /// <typeparam name="T4">The type of an input.</typeparam>
        /// <typeparam name="TResult">The type of the result.</typeparam>
        public abstract class Module<T1, T2, T3, T4, TResult> : Module
        {
            /// <summary>A module without parts.</summary>
            /// <param name="name">The module's name.</param>
            protected Module(string name)
                : base(name)
            {
            }

            private protected Module(string name, bool componentsRegistered)
                : base(name, componentsRegistered)
            {
            }

            /// <summary>What the module computes.</summary>
            /// <param name="input1">An input.</param>
            /// <param name="input2">An input.</param>
            /// <param name="input3">An input.</param>
            /// <param name="input4">An input.</param>
            /// <returns>The result.</returns>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4);

            /// <summary>Calls <see cref="forward"/>.</summary>
            /// <param name="input1">An input.</param>
            /// <param name="input2">An input.</param>
            /// <param name="input3">An input.</param>
            /// <param name="input4">An input.</param>
            /// <returns>The result.</returns>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4) => forward(input1, input2, input3, input4);
        }
    }
}
