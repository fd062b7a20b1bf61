"""A stand-in for Cloudinary on this machine: for the blog without an account, and for tests.

It speaks the part of the Upload API that a blog needs, lists and delivers what was uploaded, and
gets into trouble when a test wants it to. It reaches nothing outside.
"""
